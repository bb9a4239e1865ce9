defmodule BeamCluster.Drain.Signal do
  @moduledoc false
  # Drains before the shutdown that the VM begins at SIGTERM.
  #
  # It takes the place of OTP's handler of operating system signals and passes all others on to it.

  @behaviour :gen_event

  alias BeamCluster.Drain

  @default :erl_signal_handler

  @doc "Takes the place of OTP's handler, unless that is done already."
  def install do
    unless __MODULE__ in :gen_event.which_handlers(:erl_signal_server),
      do: :gen_event.swap_handler(:erl_signal_server, {@default, []}, {__MODULE__, []})

    :ok
  end

  @doc "Gives OTP's handler its place back."
  def uninstall do
    if __MODULE__ in :gen_event.which_handlers(:erl_signal_server),
      do: :gen_event.swap_handler(:erl_signal_server, {__MODULE__, []}, {@default, []})

    :ok
  end

  @impl true
  def init({_args, _replaced}), do: {:ok, []}

  @impl true
  def handle_event(:sigterm, state) do
    # The event server must stay free: a second signal may follow. The stop is the one of OTP's handler;
    # System.stop/0 takes 0.4 s longer.
    spawn(fn ->
      Drain.run()
      :init.stop()
    end)

    {:ok, state}
  end

  def handle_event(signal, state) do
    _default = @default.handle_event(signal, state)
    {:ok, state}
  end

  @impl true
  def handle_call(_request, state), do: {:ok, {:error, :not_supported}, state}
end
