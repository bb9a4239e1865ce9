defmodule BeamCluster.Discovery.Diagnosis do
  @moduledoc false
  # Finds out why a peer does not connect. It asks epmd which nodes run at the address, and sends the first message of the distribution
  # handshake, to which a peer answers with its name before it checks the cookie. It never completes a handshake.

  @type reason ::
          {:base_name, String.t()}
          | {:port, :inet.port_number()}
          | :no_node
          | :cookie
          | :wants_tls
          | :wants_plaintext
          | nil

  @epmd_names 110
  # A node name is at most 255 bytes long, and an answer of epmd lists few of them.
  @longest 4_096

  # What "Distribution Protocol" of ERTS calls mandatory up to OTP 26. Without DFLAG_PUBLISHED, the peer announces nothing.
  @flags Enum.reduce([2, 4, 7, 8, 9, 10, 11, 14, 16, 17, 18, 24, 25, 26, 34], 0, fn bit, flags ->
           Bitwise.bor(flags, Bitwise.bsl(1, bit))
         end)

  @doc """
  Why the node with this base name at `ip` is out of reach, or nil where that stays unknown. `timeout` is for each step of the
  at most two connections.
  """
  @spec of_absence(String.t(), :inet.ip_address(), timeout) :: reason
  def of_absence(basename, ip, timeout) do
    case :net_kernel.epmd_module().port_please(String.to_charlist(basename), ip, timeout) do
      {:port, port, _version} -> if not open?(ip, port, timeout), do: shut(port)
      _no_port -> ask_epmd(basename, ip, timeout)
    end
  end

  defp ask_epmd(basename, ip, timeout) do
    case exchange(ip, epmd_port(), [packet: :raw], <<1::16, @epmd_names>>, timeout) do
      {:ok, answer, socket} -> closed(socket, registered(answer, basename))
      _not_there -> nil
    end
  end

  @doc """
  Why the node with this base name at `ip` listens and refuses, or nil where that stays unknown. `timeout` is for each step of
  the at most two connections.
  """
  @spec of_refusal(String.t(), :inet.ip_address(), timeout) :: reason
  def of_refusal(basename, ip, timeout) do
    case :net_kernel.epmd_module().port_please(String.to_charlist(basename), ip, timeout) do
      {:port, port, _version} -> greet(basename, ip, port, timeout)
      _gone_meanwhile -> nil
    end
  end

  @doc "The same of the node that listens at this port."
  @spec greet(String.t(), :inet.ip_address(), :inet.port_number(), timeout) :: reason
  def greet(basename, ip, port, timeout) do
    case exchange(ip, port, [packet: 2], name_message(), timeout) do
      {:ok, "s" <> status, socket} -> read_name(status, socket, basename, timeout)
      {:ok, _other, socket} -> closed(socket, tls_peer())
      :not_open -> shut(port)
      :closed -> tls_peer()
      # It hangs, or is busy.
      :no_answer -> nil
    end
  end

  defp read_name(status, socket, basename, timeout) when status in ["ok", "ok_simultaneous"] do
    answer = :gen_tcp.recv(socket, 0, timeout)
    :gen_tcp.close(socket)

    with {:ok,
          <<"N", _flags::64, _challenge::32, _creation::32, size::16, name::binary-size(size),
            _::binary>>} <- answer,
         [base | _host] <- String.split(name, "@") do
      cond do
        base != basename -> base_name(base)
        own_tls?() -> :wants_plaintext
        true -> :cookie
      end
    else
      _nothing_known -> nil
    end
  end

  defp read_name(_status, socket, _basename, _timeout), do: closed(socket, nil)

  @doc "What an answer of epmd says of a node with this base name. The shell of a release has a name that begins with `rem-`."
  @spec registered(binary, String.t()) :: reason
  def registered(<<_port::32, text::binary>>, basename) do
    names = for [_, name] <- Regex.scan(~r/^name (\S+) at port \d+$/m, text), do: name
    nodes = Enum.reject(names, &String.starts_with?(&1, "rem-"))

    cond do
      # It has registered since the dial.
      basename in nodes -> nil
      nodes == [] -> :no_node
      true -> base_name(hd(nodes))
    end
  end

  def registered(_answer, _basename), do: nil

  # A name that comes from the network may hold anything.
  defp base_name(name), do: if(name =~ ~r/^[\w-]{1,64}$/, do: {:base_name, name})

  # Without epmd, a fixed port is all that is known, and a VM that has not booted does not listen there either.
  defp shut(port), do: if(epmd?(), do: {:port, port})

  @doc "Whether something listens there."
  @spec open?(:inet.ip_address(), :inet.port_number(), timeout) :: boolean
  def open?(ip, port, timeout) do
    case :gen_tcp.connect(ip, port, [:binary, active: false], timeout) do
      {:ok, socket} -> closed(socket, true)
      {:error, _reason} -> false
    end
  end

  defp exchange(ip, port, options, message, timeout) do
    case :gen_tcp.connect(ip, port, [:binary, active: false] ++ options, timeout) do
      {:ok, socket} ->
        with :ok <- :gen_tcp.send(socket, message),
             {:ok, answer} when byte_size(answer) <= @longest <- :gen_tcp.recv(socket, 0, timeout) do
          {:ok, answer, socket}
        else
          {:error, :timeout} -> closed(socket, :no_answer)
          _closed_or_too_long -> closed(socket, :closed)
        end

      {:error, _reason} ->
        :not_open
    end
  end

  defp closed(socket, result) do
    :gen_tcp.close(socket)
    result
  end

  defp name_message do
    name = Atom.to_string(node())

    <<"N", @flags::64, :erlang.system_info(:creation)::32, byte_size(name)::16, name::binary>>
  end

  # A peer that speaks TLS closes at a message in plaintext, or answers with an alert.
  defp tls_peer, do: if(own_tls?(), do: nil, else: :wants_tls)

  @doc "Whether the distribution of this node uses TLS."
  def own_tls? do
    case :init.get_argument(:proto_dist) do
      {:ok, values} -> Enum.any?(values, &(&1 in [[~c"inet_tls"], [~c"inet6_tls"]]))
      :error -> false
    end
  end

  defp epmd?, do: :init.get_argument(:erl_epmd_port) == :error

  defp epmd_port do
    case :init.get_argument(:epmd_port) do
      {:ok, [[port | _] | _]} -> List.to_integer(port)
      _default -> 4369
    end
  end
end
