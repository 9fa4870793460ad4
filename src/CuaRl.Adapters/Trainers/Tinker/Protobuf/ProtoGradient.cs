using CuaRl.Adapters.Trainers.Tinker.Wire;

namespace CuaRl.Adapters.Trainers.Tinker.Protobuf;

/// <summary>
/// Gradients in protocol buffers (package <c>tinker_public</c>): the request <c>ForwardBackwardRequest</c> and what comes of it,
/// <c>ForwardBackwardOutput</c>.
/// </summary>
internal static class ProtoGradient
{
    private const string Logs = "logprobs";

    public static ReadOnlyMemory<byte> Write(ForwardBackward request)
    {
        var (message, input) = (new ProtoWriter(), request.ForwardBackwardInput);
        message.Text(1, request.ModelId);
        message.Number(2, request.SeqId);
        foreach (var datum in input.Data)
        {
            message.Message(3, inner => Write(inner, datum));
        }

        message.Text(4, input.LossFn);
        foreach (var (name, value) in input.LossFnConfig ?? new Dictionary<string, double>())
        {
            message.Message(5, entry =>
            {
                entry.Text(1, name);
                entry.Double(2, value);
            });
        }

        return message.Written;
    }

    /// <exception cref="FormatException">It is something else.</exception>
    public static ForwardBackwardOutput Read(ReadOnlyMemory<byte> message)
    {
        var (outputs, metrics) = (new List<TinkerOutput>(), new Dictionary<string, double>(StringComparer.Ordinal));
        var reader = new ProtoReader(message.Span);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 2:
                    AddOutputs(outputs, reader.Content);
                    break;
                case 3:
                    var (name, value) = Metric(reader.Content);
                    metrics[name] = value;
                    break;
            }
        }

        return new ForwardBackwardOutput([.. outputs]) { Metrics = metrics };
    }

    private static void Write(ProtoWriter message, TinkerDatum datum)
    {
        foreach (var chunk in datum.ModelInput.Chunks)
        {
            message.Message(1, inner => Write(inner, chunk));
        }

        foreach (var (name, tensor) in datum.LossFnInputs)
        {
            message.Message(2, entry =>
            {
                entry.Text(1, name);
                entry.Message(2, inner => Write(inner, tensor));
            });
        }
    }

    private static void Write(ProtoWriter message, TinkerChunk chunk)
    {
        if (chunk.Tokens is { } tokens)
        {
            message.Message(1, text => text.Bytes(1, ProtoNumbers.Write(tokens)));
            return;
        }

        message.Message(2, image =>
        {
            image.Bytes(1, chunk.Data!.Value.Span);
            image.Text(2, chunk.Format!);
            image.Number(3, chunk.ExpectedTokens!.Value);
        });
    }

    private static void Write(ProtoWriter message, TinkerTensor tensor)
    {
        var type = tensor.IsWhole ? ProtoNumbers.Int64 : ProtoNumbers.Float32;
        message.Bytes(1, ProtoNumbers.Write(type, tensor.Values));
        message.Number(3, type);
        message.Packed(4, tensor.Values.Length);
    }

    /// <summary>A record holds a batch of datums: each field's numbers end to end, and where each datum's begin, in bytes.</summary>
    private static void AddOutputs(List<TinkerOutput> outputs, ReadOnlySpan<byte> record)
    {
        var reader = new ProtoReader(record);
        while (reader.Read())
        {
            if (reader.Field == 2 && Entry(reader.Content, out var tensor) == Logs)
            {
                var (data, offsets, type) = Batched(tensor);
                for (var i = 0; i + 1 < offsets.Length; i++)
                {
                    outputs.Add(offsets[i] >= 0 && offsets[i] <= offsets[i + 1] && offsets[i + 1] <= data.Length
                        ? new TinkerOutput(TinkerTensor.Of(ProtoNumbers.Read(type, data.AsSpan()[(int)offsets[i]..(int)offsets[i + 1]])))
                        : throw new FormatException("protocol buffers: a datum's numbers are beyond those of its batch"));
                }
            }
        }
    }

    private static (byte[] Data, long[] Offsets, long Type) Batched(ReadOnlySpan<byte> tensor)
    {
        var (data, offsets, type) = (Array.Empty<byte>(), Array.Empty<long>(), 0L);
        var reader = new ProtoReader(tensor);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    data = reader.Content.ToArray();
                    break;
                case 2:
                    offsets = ProtoNumbers.ReadLongs(reader.Content);
                    break;
                case 3:
                    type = reader.Number;
                    break;
            }
        }

        return (data, offsets, type);
    }

    private static string Entry(ReadOnlySpan<byte> entry, out ReadOnlySpan<byte> value)
    {
        var name = "";
        var reader = new ProtoReader(entry);
        value = default;
        while (reader.Read())
        {
            name = reader.Field == 1 ? reader.Text : name;
            value = reader.Field == 2 ? reader.Content : value;
        }

        return name;
    }

    private static (string Name, double Value) Metric(ReadOnlySpan<byte> entry)
    {
        var (name, value) = ("", 0.0);
        var reader = new ProtoReader(entry);
        while (reader.Read())
        {
            name = reader.Field == 1 ? reader.Text : name;
            value = reader.Field == 2 ? reader.Double : value;
        }

        return (name, value);
    }
}
