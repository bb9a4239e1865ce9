defmodule Phoenix.Endpoint do
  @moduledoc "Stands in for `Phoenix.Endpoint`: plugs behind an HTTP server, which serves where `server: true` is configured."

  defmacro __using__(otp_app: otp_app) do
    quote do
      import Phoenix.Endpoint, only: [plug: 1, plug: 2, socket: 3]
      require Application
      Module.register_attribute(__MODULE__, :plugs, accumulate: true)
      @before_compile Phoenix.Endpoint

      # As in Phoenix, it comes first and is read when the endpoint is compiled.
      with [_ | _] = options <-
             Application.compile_env(unquote(otp_app), [__MODULE__, :force_ssl], nil),
           do: @plugs({Plug.SSL, options})

      def child_spec(_options) do
        config = Application.fetch_env!(unquote(otp_app), __MODULE__)
        %{id: __MODULE__, start: {Phoenix.Endpoint.Server, :start_link, [__MODULE__, config]}}
      end
    end
  end

  defmacro __before_compile__(env) do
    plugs = env.module |> Module.get_attribute(:plugs) |> Enum.reverse() |> Macro.escape()

    quote do
      def call(conn) do
        Enum.reduce_while(unquote(plugs), conn, fn {plug, options}, conn ->
          conn = plug.call(conn, plug.init(options))
          {if(conn.halted, do: :halt, else: :cont), conn}
        end)
      end
    end
  end

  defmacro plug(module, options \\ []), do: quote(do: @plugs({unquote(module), unquote(options)}))

  defmacro socket(_path, _module, options), do: quote(do: _ = unquote(options))
end

defmodule Phoenix.Endpoint.Server do
  @moduledoc "A server for one request at each connection."

  def start_link(endpoint, config) do
    if config[:server],
      do: {:ok, spawn_link(fn -> listen(endpoint, config[:http]) end)},
      else: :ignore
  end

  defp listen(endpoint, http) do
    options = [:binary, :inet6, packet: :http_bin, active: false, reuseaddr: true, ip: http[:ip]]
    {:ok, listener} = :gen_tcp.listen(http[:port], options)
    accept(listener, endpoint)
  end

  defp accept(listener, endpoint) do
    {:ok, socket} = :gen_tcp.accept(listener)
    :gen_tcp.controlling_process(socket, spawn(fn -> serve(socket, endpoint) end))
    accept(listener, endpoint)
  end

  defp serve(socket, endpoint) do
    {:ok, {:http_request, method, {:abs_path, path}, _version}} = :gen_tcp.recv(socket, 0)
    [path | _query] = String.split(path, "?")

    conn =
      endpoint.call(%Plug.Conn{
        method: to_string(method),
        path_info: String.split(path, "/", trim: true),
        req_headers: headers(socket, %{})
      })

    lines = for {name, value} <- conn.resp_headers, do: "#{name}: #{value}\r\n"
    length = "content-length: #{IO.iodata_length(conn.resp_body)}\r\nconnection: close\r\n\r\n"
    :gen_tcp.send(socket, ["HTTP/1.1 #{conn.status} -\r\n", lines, length, conn.resp_body])
    :gen_tcp.close(socket)
  end

  defp headers(socket, headers) do
    case :gen_tcp.recv(socket, 0) do
      {:ok, :http_eoh} ->
        headers

      {:ok, {:http_header, _, :Host, _, value}} ->
        headers(socket, Map.put(headers, "host", host(value)))

      {:ok, {:http_header, _, name, _, value}} ->
        headers(socket, put(headers, name, value))
    end
  end

  defp put(headers, name, value), do: Map.put(headers, String.downcase(to_string(name)), value)

  defp host(value), do: value |> String.split(":") |> hd()
end
