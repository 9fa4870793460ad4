using CuaRl.Adapters.Trainers.Tinker.Wire;

namespace CuaRl.Adapters.Trainers.Tinker.Protobuf;

/// <summary>What was sampled in protocol buffers: <c>SampleResponse</c> of the package <c>tinker_public</c>.</summary>
internal static class ProtoSample
{
    /// <exception cref="FormatException">It is something else.</exception>
    public static Sampled Read(ReadOnlyMemory<byte> message)
    {
        var (sequences, prompt) = (new List<SampledSequence>(), (double?[]?)null);
        var reader = new ProtoReader(message.Span);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    sequences.Add(Sequence(reader.Content));
                    break;
                case 2:
                    // No number stands for none.
                    prompt = [.. ProtoNumbers.ReadFloats(reader.Content).Select(log => float.IsNaN(log) ? (double?)null : log)];
                    break;
            }
        }

        return new Sampled([.. sequences]) { PromptLogprobs = prompt };
    }

    private static SampledSequence Sequence(ReadOnlySpan<byte> message)
    {
        var (stop, tokens, logs) = (0L, Array.Empty<int>(), (float[]?)null);
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    stop = reader.Number;
                    break;
                case 2:
                    tokens = ProtoNumbers.ReadInts(reader.Content);
                    break;
                case 3:
                    logs = ProtoNumbers.ReadFloats(reader.Content);
                    break;
            }
        }

        return new SampledSequence(tokens) { StopReason = stop == 0 ? "stop" : "length", Logprobs = logs };
    }
}
