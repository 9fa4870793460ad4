using System.Text.Json;
using CuaRl.Core.Policies;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Carries out requests that sample.</summary>
internal sealed class SampleRequests(ServerState state)
{
    /// <summary>The token after a prompt of which only the odds are asked for.</summary>
    private static readonly object[] OneToken = [new { stop_reason = "length", tokens = new[] { 0 }, logprobs = new[] { 0.0 } }];

    public object Open(JsonElement request)
    {
        RequestReading.Allow(request, "session_id", "sampling_session_seq_id", "base_model", "model_path", "type");
        state.RequireSession(RequestReading.Text(request, "session_id"));
        RequestReading.Number(request, "sampling_session_seq_id");
        var session = state.NewId("sampling");
        state.Samplers[session] = state.Checkpoint(RequestReading.Text(request, "model_path"), weightsOnly: true).Policy;
        return new { type = "create_sampling_session", sampling_session_id = session };
    }

    public string Sample(JsonElement request, TinkerFault fault)
    {
        RequestReading.Allow(
            request, "num_samples", "prompt", "sampling_params", "sampling_session_id", "seq_id", "prompt_logprobs", "topk_prompt_logprobs", "type");
        RequestReading.Number(request, "seq_id");
        var policy = state.Samplers.TryGetValue(RequestReading.Text(request, "sampling_session_id"), out var known)
            ? known
            : throw new ServedFailure(404, "Sampling session not found");
        return state.Keep(Failures.Of(fault) ?? Sample(policy, request));
    }

    private static ServedFuture Sample(SoftmaxPolicy policy, JsonElement request)
    {
        try
        {
            var conversation = ByteConversation.Read(RequestReading.Elements(request.GetProperty("prompt")));
            if (RequestReading.Find(request, "prompt_logprobs")?.GetBoolean() == true)
            {
                return new ServedFuture(200, new
                {
                    sequences = OneToken,
                    prompt_logprobs = PromptLogs(policy, conversation),
                });
            }

            var sampling = request.GetProperty("sampling_params");
            RequestReading.Allow(sampling, "max_tokens", "seed", "stop", "temperature", "top_k", "top_p");
            var (tokens, logs) = ServedPolicy.Sample(
                policy, conversation, sampling.GetProperty("temperature").GetDouble(), (ulong)RequestReading.Number(sampling, "seed"));
            var most = (int)Math.Min(tokens.Length, RequestReading.Number(sampling, "max_tokens"));
            return new ServedFuture(200, new
            {
                sequences = new[]
                {
                    new
                    {
                        stop_reason = most < tokens.Length ? "length" : "stop",
                        tokens = tokens[..most],
                        logprobs = logs[..most].Select(log => (float)log),
                    },
                },
            });
        }
        catch (FormatException error)
        {
            return Failures.ByStatus(error.Message);
        }
    }

    private static double?[] PromptLogs(SoftmaxPolicy policy, ByteConversation conversation)
    {
        var logs = new double?[conversation.Positions];
        Array.Fill(logs, 0.0, 1, logs.Length - 1);
        var odds = ServedPolicy.Read(policy, conversation, 1);
        for (var turn = 0; turn < odds.Length; turn++)
        {
            var own = odds[turn].LogProbabilities(conversation.Turns[turn].Said);
            for (var i = 0; i < own.Length; i++)
            {
                logs[conversation.Turns[turn].Start + i] = (float)own[i];
            }
        }

        return logs;
    }
}
