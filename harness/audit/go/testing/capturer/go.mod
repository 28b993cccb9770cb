module example.com/capturer

go 1.19
