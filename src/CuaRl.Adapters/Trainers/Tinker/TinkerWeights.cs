using System.Net;
using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Adapters.Trainers.Tinker.Wire;

namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>Saves and loads the weights of a model in training. Saves are not known again by their number: they are found by their name.</summary>
internal sealed class TinkerWeights(TinkerTrainer trainer, TinkerSessionId id)
{
    private const string States = "weights";
    private const string Samplers = "sampler_weights";

    /// <summary>How often weights without a name are saved until one save's answer is there.</summary>
    private const int MaxFixings = 6;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) => SaveAsync(
        Call("a save", "save_weights", new SaveWeights(id.Model, name, sequence), TinkerJson.Default.SaveWeights),
        States, name, cancellationToken);

    public Task<string> SaveSamplerAsync(long sequence, string name, CancellationToken cancellationToken) => SaveAsync(
        Call(
            "a save of a sampler", "save_weights_for_sampler", new SaveWeightsForSampler(id.Model, name, sequence),
            TinkerJson.Default.SaveWeightsForSampler),
        Samplers, name, cancellationToken);

    /// <summary>Weights that live as long as the session, and what samples from them.</summary>
    /// <remarks>
    /// A server takes the numbers of such a save for its name, and refuses the name that it has: of a save whose answer was lost. Nothing tells
    /// the session that samples from that one, so that the weights, which are the same still, are saved once more for another; under another
    /// number of the request, too, where the server knows saves by that.
    /// </remarks>
    public async Task<string> FixSamplerAsync(long sequence, CancellationToken cancellationToken)
    {
        var (request, sampler) = (sequence, sequence);
        for (var submissions = 1; ; submissions++)
        {
            var call = Call(
                "a sampler", "save_weights_for_sampler",
                new SaveWeightsForSampler(id.Model, Path: null, request) { SamplingSessionSeqId = sampler },
                TinkerJson.Default.SaveWeightsForSampler);
            var (taken, answer) = await trainer.Futures.TryAsync(call, TinkerJson.Default.RequestTaken, cancellationToken);
            if (taken is not null)
            {
                (var saved, answer) = await trainer.Futures.TryResultAsync(
                    call, taken, new ResultReading<WeightsPath>(TinkerJson.Default.WeightsPath), cancellationToken);
                if (saved is not null)
                {
                    return TinkerPath.OfLive(
                        saved.SamplingSessionId ?? throw TinkerErrors.Refused("it names no session that samples from the weights"));
                }
            }
            else if (answer.Status == HttpStatusCode.Conflict)
            {
                (request, sampler) = (sampler == sequence ? sequence : trainer.FreeNumber(), trainer.FreeNumber());
            }
            else
            {
                throw TinkerErrors.Of(call, answer, trainer.Client.Excerpt);
            }

            if (submissions == MaxFixings)
            {
                throw TinkerErrors.Away(
                    $"it has forgotten {call.Name}, or had one by its numbers, {MaxFixings} times: '{trainer.Client.Excerpt.Of(answer.Body)}'");
            }
        }
    }

    public async Task<string> LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken)
    {
        if (!TinkerPath.IsSaved(path))
        {
            throw TinkerErrors.Refused($"'{path}' is no path of saved weights, such as tinker://RUN/weights/000010");
        }

        var call = Call("a load", "load_weights", new LoadWeights(id.Model, sequence, path, withOptimizer), TinkerJson.Default.LoadWeights);
        await trainer.Futures.RunAsync(call, TinkerJson.Default.WeightsPath, cancellationToken);
        return path;
    }

    /// <summary>Has saved weights sampled from.</summary>
    public async Task<SamplingSessionCreated> OpenAsync(string path, long number, CancellationToken cancellationToken)
    {
        var call = TinkerCall.Post(
            "a sampling session", "create_sampling_session", new CreateSamplingSession(id.Session, number, path),
            TinkerJson.Default.CreateSamplingSession);
        var (created, answer) = await trainer.Futures.TryAsync(call, TinkerJson.Default.SamplingSessionCreated, cancellationToken);
        if (created is null && answer.Status == HttpStatusCode.NotFound)
        {
            // Either is gone: the session, or the weights.
            await trainer.RequireAsync(id, cancellationToken);
            throw TinkerErrors.Refused($"there are no weights {path}: '{trainer.Client.Excerpt.Of(answer.Body)}'");
        }

        return created ?? throw TinkerErrors.Of(call, answer, trainer.Client.Excerpt);
    }

    private async Task<string> SaveAsync(TinkerCall call, string folder, string name, CancellationToken cancellationToken)
    {
        for (var submissions = 1; ; submissions++)
        {
            var (taken, answer) = await trainer.Futures.TryAsync(call, TinkerJson.Default.RequestTaken, cancellationToken);
            if (taken is null)
            {
                return answer.Status == HttpStatusCode.Conflict
                    ? await FindAsync(folder, name, cancellationToken)
                    : throw TinkerErrors.Of(call, answer, trainer.Client.Excerpt);
            }

            (var saved, answer) = await trainer.Futures.TryResultAsync(
                call, taken, new ResultReading<WeightsPath>(TinkerJson.Default.WeightsPath), cancellationToken);
            if (saved is not null)
            {
                return TinkerPath.Normalized(saved.Path ?? throw TinkerErrors.Refused($"it names no path of what it saved as {name}"));
            }

            if (submissions == TinkerFutures.MaxSubmissions)
            {
                throw trainer.Futures.Forgotten(call, answer);
            }
        }
    }

    /// <summary>What was saved by a name before: by this request, whose answer was lost.</summary>
    private async Task<string> FindAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var call = TinkerCall.Get("its checkpoints", $"training_runs/{Uri.EscapeDataString(id.Model)}/checkpoints") with
        {
            SessionId = id.ToString(),
        };
        var list = await trainer.Futures.AskAsync(call, TinkerJson.Default.CheckpointList, cancellationToken);
        return list.Checkpoints.Select(checkpoint => TinkerPath.Normalized(checkpoint.TinkerPath))
            .FirstOrDefault(path => path.EndsWith($"/{folder}/{name}", StringComparison.Ordinal))
                ?? throw TinkerErrors.Away($"a save by the name {name} is under way", Soon);
    }

    private TinkerCall Call<T>(string name, string path, T body, JsonTypeInfo<T> type) =>
        TinkerCall.Post(name, path, body, type) with { SessionId = id.ToString() };
}
