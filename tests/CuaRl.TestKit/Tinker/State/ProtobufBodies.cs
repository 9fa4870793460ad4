using System.Text.Json;
using System.Text.Json.Nodes;
using CuaRl.Adapters.Trainers.Tinker.Protobuf;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Bodies in protocol buffers as the JSON that says the same, and the other way round.</summary>
internal static class ProtobufBodies
{
    public const string MediaType = "application/x-protobuf";

    /// <summary>A gradient's request as JSON.</summary>
    public static byte[] ReadGradient(ReadOnlySpan<byte> message)
    {
        var (data, config) = (new JsonArray(), new JsonObject());
        var reader = new ProtoReader(message);
        var (model, number, loss) = ("", 0L, "");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    model = reader.Text;
                    break;
                case 2:
                    number = reader.Number;
                    break;
                case 3:
                    data.Add(ReadDatum(reader.Content));
                    break;
                case 4:
                    loss = reader.Text;
                    break;
                case 5:
                    var entry = new ProtoReader(reader.Content);
                    entry.Read();
                    var name = entry.Text;
                    entry.Read();
                    config[name] = entry.Double;
                    break;
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            forward_backward_input = new { data, loss_fn = loss, loss_fn_config = config.Count > 0 ? config : null },
            model_id = model,
            seq_id = number,
        });
    }

    /// <summary>A result in protocol buffers; null for one that is always JSON.</summary>
    public static byte[]? Write(object body)
    {
        var json = JsonSerializer.SerializeToElement(body);
        var message = new ProtoWriter();
        if (json.TryGetProperty("loss_fn_outputs", out var outputs))
        {
            double[][] logs = [.. outputs.EnumerateArray().Select(output => Numbers(output.GetProperty("logprobs").GetProperty("data")))];
            message.Text(1, "scalar");
            message.Message(2, record =>
            {
                record.Message(2, entry =>
                {
                    entry.Text(1, "logprobs");
                    entry.Message(2, tensor => WriteBatch(tensor, logs));
                });
                record.Number(3, logs.Length);
            });
            foreach (var metric in json.GetProperty("metrics").EnumerateObject())
            {
                message.Message(3, entry =>
                {
                    entry.Text(1, metric.Name);
                    entry.Double(2, metric.Value.GetDouble());
                });
            }

            return message.Written.ToArray();
        }

        if (!json.TryGetProperty("sequences", out var sequences))
        {
            return null;
        }

        foreach (var sequence in sequences.EnumerateArray())
        {
            message.Message(1, inner =>
            {
                inner.Number(1, sequence.GetProperty("stop_reason").GetString() == "length" ? 1 : 0);
                inner.Bytes(2, ProtoNumbers.Write([.. sequence.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())]));
                inner.Bytes(3, ProtoNumbers.Write(ProtoNumbers.Float32, Numbers(sequence.GetProperty("logprobs"))));
            });
        }

        if (json.TryGetProperty("prompt_logprobs", out var prompt))
        {
            message.Bytes(2, ProtoNumbers.Write(ProtoNumbers.Float32, Numbers(prompt)));
        }

        return message.Written.ToArray();
    }

    private static JsonObject ReadDatum(ReadOnlySpan<byte> message)
    {
        var (chunks, inputs) = (new JsonArray(), new JsonObject());
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            var inner = new ProtoReader(reader.Content);
            inner.Read();
            if (reader.Field == 1)
            {
                chunks.Add(inner.Field == 1 ? ReadText(inner.Content) : ReadPicture(inner.Content));
                continue;
            }

            var name = inner.Text;
            inner.Read();
            inputs[name] = ReadTensor(inner.Content);
        }

        return new JsonObject { ["model_input"] = new JsonObject { ["chunks"] = chunks }, ["loss_fn_inputs"] = inputs };
    }

    private static JsonObject ReadText(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        reader.Read();
        return new JsonObject { ["type"] = "encoded_text", ["tokens"] = JsonSerializer.SerializeToNode(ProtoNumbers.ReadInts(reader.Content)) };
    }

    private static JsonObject ReadPicture(ReadOnlySpan<byte> message)
    {
        var picture = new JsonObject { ["type"] = "image" };
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    picture["data"] = Convert.ToBase64String(reader.Content);
                    break;
                case 2:
                    picture["format"] = reader.Text;
                    break;
                case 3:
                    picture["expected_tokens"] = reader.Number;
                    break;
            }
        }

        return picture;
    }

    private static JsonObject ReadTensor(ReadOnlySpan<byte> message)
    {
        var (data, type, shape) = (Array.Empty<byte>(), 0L, Array.Empty<byte>());
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    data = reader.Content.ToArray();
                    break;
                case 3:
                    type = reader.Number;
                    break;
                case 4:
                    shape = [8, .. reader.Content];
                    break;
            }
        }

        // The one number of a packed list, read as that of a field.
        var length = new ProtoReader(shape);
        length.Read();
        return new JsonObject
        {
            ["data"] = JsonSerializer.SerializeToNode(ProtoNumbers.Read(type, data)),
            ["dtype"] = type == ProtoNumbers.Int64 ? "int64" : "float32",
            ["shape"] = new JsonArray(length.Number),
        };
    }

    private static void WriteBatch(ProtoWriter tensor, double[][] logs)
    {
        var offsets = new List<double> { 0 };
        foreach (var own in logs)
        {
            offsets.Add(offsets[^1] + (own.Length * sizeof(float)));
        }

        tensor.Bytes(1, ProtoNumbers.Write(ProtoNumbers.Float32, [.. logs.SelectMany(own => own)]));
        tensor.Bytes(2, ProtoNumbers.Write(ProtoNumbers.Int64, [.. offsets]));
        tensor.Number(3, ProtoNumbers.Float32);
    }

    private static double[] Numbers(JsonElement values) =>
        [.. values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
}
