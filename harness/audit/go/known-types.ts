// What the reader must know of packages that it does not read: which functions and fields lead to a client, a
// transport, a request or an answer. A list is the results of a function.

const ANSWER = ['net/http.Response', 'error'];
const REQUEST = ['net/http.Request', 'error'];
const DOCKER = ['github.com/docker/docker/client.Client', 'error'];

export const KNOWN_FUNCTIONS: Record<string, string[]> = {
  'net/http.Get': ANSWER,
  'net/http.Head': ANSWER,
  'net/http.Post': ANSWER,
  'net/http.PostForm': ANSWER,
  'net/http.NewRequest': REQUEST,
  'net/http.NewRequestWithContext': REQUEST,
  'net/http/httptest.NewRequest': ['net/http.Request'],
  'context.Background': ['context.Context'],
  'context.TODO': ['context.Context'],
  'context.WithTimeout': ['context.Context'],
  'context.WithCancel': ['context.Context'],
  'github.com/docker/docker/client.NewClientWithOpts': DOCKER,
  'github.com/docker/docker/client.NewClient': DOCKER,
  'github.com/docker/docker/client.NewEnvClient': DOCKER,
  'github.com/hashicorp/go-cleanhttp.DefaultTransport': ['net/http.Transport'],
  'github.com/hashicorp/go-cleanhttp.DefaultPooledTransport': ['net/http.Transport'],
  'github.com/hashicorp/go-cleanhttp.DefaultClient': ['net/http.Client'],
  'github.com/hashicorp/go-cleanhttp.DefaultPooledClient': ['net/http.Client'],
};

export const KNOWN_METHODS: Record<string, string[]> = {
  'net/http.Client.Do': ANSWER,
  'net/http.Client.Get': ANSWER,
  'net/http.Client.Head': ANSWER,
  'net/http.Client.Post': ANSWER,
  'net/http.Client.PostForm': ANSWER,
  'net/http.Transport.RoundTrip': ANSWER,
  'net/http.Transport.Clone': ['net/http.Transport'],
  'net/http.RoundTripper.RoundTrip': ANSWER,
  'net/http.Request.WithContext': ['net/http.Request'],
  'net/http.Request.Clone': ['net/http.Request'],
  'net/http.Request.Context': ['context.Context'],
};

export const KNOWN_FIELDS: Record<string, string> = {
  'net/http.Client.Transport': 'net/http.RoundTripper',
  'net/http.Response.Body': 'io.ReadCloser',
  'net/http.Response.Request': 'net/http.Request',
  'net/http.Request.Header': 'net/http.Header',
};

export const KNOWN_VARIABLES: Record<string, string> = {
  'net/http.DefaultClient': 'net/http.Client',
  'net/http.DefaultTransport': 'net/http.RoundTripper',
};

/** Paths under which the same package is imported too. */
const SAME_AS: [RegExp, string][] = [[/^github\.com\/moby\/moby\//, 'github.com/docker/docker/']];

/** The one path by which a package is known here. */
export function knownPath(path: string): string {
  return SAME_AS.reduce((name, [other, known]) => name.replace(other, known), path);
}
