using System.Text.Json;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Carries out requests that save and load weights. They are not known again by their number.</summary>
internal sealed class WeightRequests(ServerState state)
{
    private const string States = "weights";
    private const string Samplers = "sampler_weights";

    public string SaveState(JsonElement request, TinkerFault fault)
    {
        RequestReading.Allow(request, "model_id", "path", "seq_id", "ttl_seconds", "overwrite", "type");
        return Run(request, fault, (id, model) => new { path = Save(id, States, request, model.Model.Save()), type = "save_weights" });
    }

    public string SaveSampler(JsonElement request, TinkerFault fault)
    {
        RequestReading.Allow(request, "model_id", "path", "seq_id", "sampling_session_seq_id", "ttl_seconds", "type");
        if (RequestReading.Find(request, "path") is null)
        {
            RequestReading.Number(request, "sampling_session_seq_id");
            RequestReading.Number(request, "seq_id");
        }

        return Run(request, fault, (id, model) =>
        {
            if (RequestReading.Find(request, "path") is not null)
            {
                // Of two parts, as one server has it.
                return new { path = Save(id, Samplers, request, model.Model.Save()).Replace($"/{Samplers}/", "/", StringComparison.Ordinal) };
            }

            // Its numbers are its name, as one server has it.
            if (!model.Fixed.Add((RequestReading.Number(request, "sampling_session_seq_id"), RequestReading.Number(request, "seq_id"))))
            {
                throw Duplicate();
            }

            var session = state.NewId("sampling");
            state.Samplers[session] = model.Model.Fix();
            return new { path = (string?)null, sampling_session_id = session };
        });
    }

    public string Load(JsonElement request, TinkerFault fault)
    {
        RequestReading.Allow(request, "model_id", "seq_id", "path", "optimizer", "type");
        return Run(request, fault, (_, model) =>
        {
            if (RequestReading.Number(request, "seq_id") is var number && number != 1)
            {
                throw new ServedFailure(400, $"LoadWeights is not permitted with seq_id {number}");
            }

            var path = RequestReading.Text(request, "path");
            model.Model = new ServedModel(state.Checkpoint(path, weightsOnly: !request.GetProperty("optimizer").GetBoolean()));
            return new { path, type = "load_weights" };
        });
    }

    public object Checkpoints(string modelId) => new
    {
        checkpoints = state.Saved.Keys
            .Where(path => path.StartsWith($"tinker://{modelId}/", StringComparison.Ordinal))
            .Select(path => (Path: path, Id: path[$"tinker://{modelId}/".Length..]))
            .Select(saved => new
            {
                checkpoint_id = saved.Id,
                checkpoint_type = saved.Id.StartsWith(States, StringComparison.Ordinal) ? "training" : "sampler",
                tinker_path = saved.Path,
                time = DateTimeOffset.UnixEpoch,
            }),
    };

    private string Save(string modelId, string folder, JsonElement request, byte[] bytes)
    {
        var name = RequestReading.Text(request, "path");
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ServedFailure(422, $"path: '{name}' is no name");
        }

        var path = $"tinker://{modelId}/{folder}/{name}";
        return state.Saved.TryAdd(path, bytes) ? path : throw Duplicate();
    }

    private static ServedFailure Duplicate() => new(409, "Checkpoint already exists");

    private string Run(JsonElement request, TinkerFault fault, Func<string, ModelInTraining, object> work)
    {
        var id = RequestReading.Text(request, "model_id");
        var model = state.Model(id);
        lock (model.Gate)
        {
            return state.Keep(Failures.Of(fault, model) ?? new ServedFuture(200, work(id, model)));
        }
    }
}
