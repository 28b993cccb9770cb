module poolproof/capturer

go 1.19
