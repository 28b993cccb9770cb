import { marked, type Rule } from './rule.ts';

export const retryWithoutLimit: Rule = {
  id: 'retry-without-limit',
  severity: 'warning',
  title: 'Requests are sent again without a limit',
  goesWrong:
    'While the server is down every caller keeps asking, and when it comes back it is met by all of them at once.',
  mend: 'Count the attempts and give up, with a pause between them that grows.',
  shownBy: 'the check `errors`; the fault `status`',
  examples: {
    javascript: {
      bad: [
        `export async function load(url) {
  for (;;) {
    try {
      return await (await fetch(url)).json();
    } catch {
      console.error('again');
    }
  }
}`,
      ],
      good: [
        `export async function load(url) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (await fetch(url)).json();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"io"
	"log"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func load(url string) ([]byte, error) {
	for {
		response, err := client.Get(url)
		if err != nil {
			log.Print(err)
			continue
		}
		defer response.Body.Close()
		return io.ReadAll(response.Body)
	}
}`,
      ],
      good: [
        `package example

import (
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func load(url string) ([]byte, error) {
	for attempt := 1; ; attempt++ {
		response, err := client.Get(url)
		if err != nil && attempt < 5 {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		return io.ReadAll(response.Body)
	}
}`,
        `package example

import (
	"io"
	"log"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func poll(url string) {
	for {
		response, err := client.Get(url)
		if err != nil {
			log.Print(err)
			continue
		}
		io.Copy(io.Discard, response.Body)
		response.Body.Close()
		time.Sleep(time.Second)
	}
}`,
      ],
    },
  },
  judge: marked('retry-without-limit'),
};
