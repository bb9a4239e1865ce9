defmodule BeamCluster.Membership.Watch do
  @moduledoc false
  # Receives from the VM which nodes connect and which are gone, and passes it on to the process that started it as `{ref, message}`.
  #
  # Any node of the cluster can send any message to a process that has a name. This one has none, and no other process knows the reference,
  # so a message with it comes from the VM.

  @doc "Starts it, linked to the calling process, and gives the reference; nothing is missed from here on."
  def start do
    ref = make_ref()
    {:ok, _pid} = :proc_lib.start_link(__MODULE__, :init, [self(), ref])
    ref
  end

  @doc false
  def init(listener, ref) do
    :ok = :net_kernel.monitor_nodes(true, [:nodedown_reason, node_type: :visible])
    :proc_lib.init_ack({:ok, self()})
    pass_on(listener, ref)
  end

  defp pass_on(listener, ref) do
    receive(do: (message -> send(listener, {ref, message})))
    pass_on(listener, ref)
  end
end
