using System.Text.Json;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>What each path of the API does.</summary>
internal sealed class ServerRoutes(ServerState state)
{
    public const string Model = "cuarl/bytes";

    public (int Status, object Body) Answer(string path, JsonElement request, TinkerFault fault) => path switch
    {
        "create_session" => (200, CreateSession(request)),
        "session_heartbeat" => (200, Heartbeat(request)),
        "create_model" => Taken(CreateModel(request, fault)),
        "unload_model" => Taken(Unload(request)),
        "get_info" => (200, Info(request)),
        "forward_backward" or "optim_step" => Taken(new TrainingRequests(state).Take(path, request, fault)),
        "save_weights" => Taken(new WeightRequests(state).SaveState(request, fault)),
        "save_weights_for_sampler" => Taken(new WeightRequests(state).SaveSampler(request, fault)),
        "load_weights" => Taken(new WeightRequests(state).Load(request, fault)),
        "create_sampling_session" => (200, new SampleRequests(state).Open(request)),
        "asample" => Taken(new SampleRequests(state).Sample(request, fault)),
        "chat/completions" => (200, new ChatRequests(state).Answer(request)),
        TinkerFaults.Results => Result(request, fault),
        _ when path.Split('/') is ["training_runs", var run, "checkpoints"] =>
            (200, new WeightRequests(state).Checkpoints(Uri.UnescapeDataString(run))),
        _ => throw new ServedFailure(404, "Not Found"),
    };

    private static (int, object) Taken(string id) => (200, new { request_id = id, status = "pending" });

    private object CreateSession(JsonElement request)
    {
        RequestReading.Allow(request, "tags", "user_metadata", "sdk_version", "project_id", "type");
        RequestReading.Text(request, "sdk_version");
        var id = state.NewId("session");
        state.Sessions[id] = true;
        return new { type = "create_session", session_id = id };
    }

    private object Heartbeat(JsonElement request)
    {
        RequestReading.Allow(request, "session_id", "type");
        state.RequireSession(RequestReading.Text(request, "session_id"));
        return new { type = "session_heartbeat" };
    }

    private string CreateModel(JsonElement request, TinkerFault fault)
    {
        RequestReading.Allow(request, "session_id", "model_seq_id", "base_model", "user_metadata", "lora_config", "type");
        RequestReading.Allow(request.GetProperty("lora_config"), "rank", "seed", "train_unembed", "train_mlp", "train_attn");
        var session = RequestReading.Text(request, "session_id");
        state.RequireSession(session);
        if (RequestReading.Text(request, "base_model") is var model && model != Model)
        {
            return state.Keep(Failures.ByStatus($"Base model {model} is not supported"));
        }

        if (Failures.Of(fault) is { } failure)
        {
            return state.Keep(failure);
        }

        // Of one session, as the hosted service names them, so that colons are met.
        var id = $"{session}:train:{RequestReading.Number(request, "model_seq_id")}";
        state.Models.TryAdd(id, new ModelInTraining(session, new ServedModel(state.Start)));
        return state.Keep(new ServedFuture(200, new { model_id = id, type = "create_model" }));
    }

    private string Unload(JsonElement request)
    {
        RequestReading.Allow(request, "model_id", "type");
        var id = RequestReading.Text(request, "model_id");
        state.Model(id).Status = "unloaded";
        return state.Keep(new ServedFuture(200, new { model_id = id, type = "unload_model" }));
    }

    private object Info(JsonElement request)
    {
        RequestReading.Allow(request, "model_id", "type");
        var id = RequestReading.Text(request, "model_id");
        return new { model_id = id, status = state.Model(id).Status, model_data = new { model_name = Model }, is_lora = true };
    }

    private (int, object) Result(JsonElement request, TinkerFault fault)
    {
        RequestReading.Allow(request, "request_id", "allow_metadata_only");
        var id = RequestReading.Text(request, "request_id");
        if (fault == TinkerFault.Gone)
        {
            return (410, new { detail = "Future expired" });
        }

        var future = state.Futures.TryGetValue(id, out var known) ? known : throw new ServedFailure(404, "Future not found");
        return fault == TinkerFault.TryAgain
            ? (200, new { type = "try_again", request_id = id, queue_state = "active" })
            : (future.Status, future.Body);
    }
}
