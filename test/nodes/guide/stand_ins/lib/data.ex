defmodule Ecto.Repo do
  @moduledoc "Stands in for `Ecto.Repo`: a process under the name of the module, which has read the configuration."

  defmacro __using__(options) do
    quote do
      def child_spec(_options) do
        config = Application.fetch_env!(unquote(options[:otp_app]), __MODULE__)
        %{id: __MODULE__, start: {Agent, :start_link, [fn -> config end, [name: __MODULE__]]}}
      end
    end
  end
end

defmodule Ecto.Migrator do
  @moduledoc "Stands in for `Ecto.Migrator`: says that it ran."

  def with_repo(repo, fun), do: {:ok, fun.(repo), []}
  def run(repo, :up, all: true), do: IO.puts("migrated #{inspect(repo)}")
end

defmodule Oban do
  @moduledoc "Stands in for `Oban`: a process that has its configuration."

  def child_spec(config),
    do: %{id: __MODULE__, start: {Agent, :start_link, [fn -> config end, [name: __MODULE__]]}}
end

defmodule Telemetry.Metrics do
  @moduledoc "Stands in for `Telemetry.Metrics`: a metric is its name and its options."

  for type <- [:counter, :last_value, :summary, :distribution] do
    def unquote(type)(name, options \\ []), do: {unquote(type), name, options}
  end
end
