using System.Text.Json;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Reads requests as strictly as a server with typed models: a member that it does not know is refused.</summary>
internal static class RequestReading
{
    private static readonly string[] Chunked = ["type", "tokens", "data", "format", "expected_tokens"];

    /// <summary>Refuses a request that holds anything but these members.</summary>
    public static void Allow(JsonElement request, params ReadOnlySpan<string> members)
    {
        foreach (var member in request.EnumerateObject())
        {
            if (!members.Contains(member.Name))
            {
                throw new ServedFailure(422, $"{member.Name}: extra inputs are not permitted");
            }
        }
    }

    public static string Text(JsonElement request, string member) => Find(request, member)?.GetString() ?? throw Missing(member);

    public static long Number(JsonElement request, string member) => Find(request, member)?.GetInt64() ?? throw Missing(member);

    public static JsonElement? Find(JsonElement request, string member) =>
        request.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A model's input: its tokens, and pictures as the negative number of positions that they take.</summary>
    public static List<int> Elements(JsonElement input)
    {
        var elements = new List<int>();
        foreach (var chunk in input.GetProperty("chunks").EnumerateArray())
        {
            Allow(chunk, Chunked);
            if (Text(chunk, "type") == "encoded_text")
            {
                elements.AddRange(chunk.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32()));
            }
            else
            {
                var (format, bytes) = (Text(chunk, "format"), chunk.GetProperty("data").GetBytesFromBase64());
                if (format != "png" || bytes is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
                {
                    throw new ServedFailure(422, $"data: is no picture of the format {format}");
                }

                elements.Add(-(int)Number(chunk, "expected_tokens"));
            }
        }

        return elements;
    }

    public static ServedDatum Datum(JsonElement datum, bool isCrossEntropy)
    {
        Allow(datum, "model_input", "loss_fn_inputs");
        var (elements, inputs) = (Elements(datum.GetProperty("model_input")), datum.GetProperty("loss_fn_inputs"));
        var positions = elements.Sum(element => element < 0 ? -element : 1);
        var targets = Tensor(inputs, "target_tokens", "int64", positions);
        var advantages = Tensor(inputs, isCrossEntropy ? "weights" : "advantages", "float32", positions);
        var sampled = isCrossEntropy ? new double[positions] : Tensor(inputs, "logprobs", "float32", positions);
        elements.Add((int)targets[^1]);
        return new ServedDatum(elements, sampled, advantages);
    }

    private static double[] Tensor(JsonElement inputs, string name, string type, int length)
    {
        var tensor = Find(inputs, name) ?? throw Missing(name);
        double[] values = [.. tensor.GetProperty("data").EnumerateArray().Select(value => type == "int64" ? value.GetInt64() : value.GetSingle())];
        return Text(tensor, "dtype") == type && values.Length == length && tensor.GetProperty("shape")[0].GetInt32() == length
            ? values
            : throw new ServedFailure(422, $"{name}: {values.Length} values of {Text(tensor, "dtype")}, not {length} of {type}");
    }

    private static ServedFailure Missing(string member) => new(422, $"{member}: field required");
}
