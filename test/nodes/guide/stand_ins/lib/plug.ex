defmodule Plug.Conn do
  @moduledoc "Stands in for `Plug.Conn`: a request, and the answer to it."

  defstruct method: "GET",
            path_info: [],
            req_headers: %{},
            resp_headers: [],
            status: nil,
            resp_body: "",
            halted: false

  def put_resp_header(conn, name, value),
    do: %{conn | resp_headers: [{name, value} | conn.resp_headers]}

  def send_resp(conn, status, body), do: %{conn | status: status, resp_body: body}
  def halt(conn), do: %{conn | halted: true}
end

defmodule Plug.SSL do
  @moduledoc "Stands in for `Plug.SSL`: redirects every request but those that `:exclude` names."

  def init(options), do: options

  def call(conn, options) do
    exclude = Keyword.get(options, :exclude, hosts: ["localhost"])
    path = "/" <> Enum.join(conn.path_info, "/")
    secure? = conn.req_headers["x-forwarded-proto"] == "https" and options[:rewrite_on] != nil

    if secure? or conn.req_headers["host"] in exclude[:hosts] or path in (exclude[:paths] || []) do
      conn
    else
      conn
      |> Plug.Conn.put_resp_header("location", "https://#{conn.req_headers["host"]}#{path}")
      |> Plug.Conn.send_resp(301, "")
      |> Plug.Conn.halt()
    end
  end
end

defmodule Plug.BasicAuth do
  @moduledoc "Stands in for `Plug.BasicAuth`, and lets everybody in."
  def basic_auth(conn, username: _username, password: _password), do: conn
end

for module <- [Plug.RequestId, Plug.Telemetry] do
  defmodule module do
    @moduledoc "Stands in for the plug of this name, and changes nothing."
    def init(options), do: options
    def call(conn, _options), do: conn
  end
end
