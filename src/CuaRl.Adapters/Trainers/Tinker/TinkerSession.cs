using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Adapters.Trainers.Tinker.Protobuf;
using CuaRl.Adapters.Trainers.Tinker.Sampling;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>
/// A model in training at the server. The numbers of requests are the server's own (seq_id): one that it took before it knows again, so
/// that the same bytes under the same number are carried out once. Other bytes under it spoil the session.
/// </summary>
internal sealed class TinkerSession(
    TinkerTrainer trainer, TinkerSessionId id, ModelPrompt prompt, TinkerHeartbeat heartbeat, bool isTakenOver) : ITrainerSession
{
    private readonly TinkerWeights _weights = new(trainer, id);

    /// <summary>Whether the model is known to be there: it is new, or has carried out a request.</summary>
    private bool _isProven = !isTakenOver;

    public string Id { get; } = id.ToString();

    public ModelPrompt Prompt => prompt;

    public TinkerFutures Futures => trainer.Futures;

    public IBlobStore Blobs => trainer.Blobs;

    /// <exception cref="TrainerSessionLostException">The server does not have the session any more, or has spoilt it.</exception>
    public void RequireAlive()
    {
        if (heartbeat.IsLost || trainer.IsSpoilt(Id))
        {
            throw new TrainerSessionLostException(TinkerTrainer.TrainerName, Id);
        }
    }

    /// <summary>Nobody goes on with it.</summary>
    public void GiveUp() => trainer.Spoil(Id);

    public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
        CarryOutAsync(async () =>
        {
            if (request.Loss.Problems() is { IsEmpty: false } problems)
            {
                throw TinkerErrors.Refused(string.Join("; ", problems));
            }

            var writer = new DatumWriter(
                request.Pictures, await PictureContents.FindAsync(
                    Blobs, request.Datums.Select(datum => datum.Context), request.Pictures, cancellationToken));
            var weights = LossWeights.Of(request.Loss, request.Datums);
            var parts = RequestParts.Split([.. request.Datums.Select(writer.SizeOf)], trainer.Options.MaxDatums, trainer.Options.MaxBytes);
            var taken = new List<(TinkerCall Call, RequestTaken Taken)>();
            foreach (var part in parts)
            {
                // One after the other, in the order of their numbers; the server works while the next one is on its way.
                var call = GradientCall(sequence + taken.Count, part, request, weights, writer);
                taken.Add((call, await Futures.SubmitAsync(call, cancellationToken)));
            }

            var outputs = new List<ForwardBackwardOutput>();
            foreach (var (call, one) in taken)
            {
                outputs.Add(await Futures.ResultAsync(call, one, ResultReadings.Gradient, cancellationToken));
            }

            return GradientReading.Of(request, weights, outputs);
        });

    public Task<IReadOnlyDictionary<string, double>> StepAsync(long sequence, AdamSettings settings, CancellationToken cancellationToken) =>
        CarryOutAsync<IReadOnlyDictionary<string, double>>(async () =>
        {
            if (settings.Problem() is { } problem)
            {
                throw TinkerErrors.Refused(problem);
            }

            var adam = new TinkerAdam(settings.LearningRate, settings.Beta1, settings.Beta2, settings.Epsilon);
            var taken = await Futures.RunAsync(
                Call("an optimizer step", "optim_step", new OptimStep(adam, id.Model, sequence), TinkerJson.Default.OptimStep) with
                {
                    IsNumbered = true,
                },
                TinkerJson.Default.StepTaken, cancellationToken);
            return StepMetrics.Of(taken.Metrics, settings.LearningRate);
        });

    public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken) => CarryOutAsync(
        () => _weights.LoadAsync(sequence, path, withOptimizer, cancellationToken));

    public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) => CarryOutAsync(
        () => _weights.SaveStateAsync(sequence, name, cancellationToken));

    public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) => CarryOutAsync(
        () => isKept ? _weights.SaveSamplerAsync(sequence, name, cancellationToken) : _weights.FixSamplerAsync(sequence, cancellationToken));

    public async Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken)
    {
        RequireAlive();
        if (TinkerPath.FindLive(path) is { } live)
        {
            // Somebody else may have sampled in it: numbers must not meet.
            return new TinkerSampler(this, path, live, trainer.FreeNumber());
        }

        var opened = await _weights.OpenAsync(path, trainer.FreeNumber(), cancellationToken);
        return new TinkerSampler(this, path, opened.SamplingSessionId, firstNumber: 0);
    }

    public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
        Task.FromException<WarmStartResult>(TinkerErrors.Refused("it does not learn from demonstrations; set warm_start to false"));

    public async ValueTask DisposeAsync()
    {
        await heartbeat.DisposeAsync();
        if (trainer.IsSpoilt(Id))
        {
            // So that no other silo goes on with it either; a server that cannot be asked forgets it by itself, for want of heartbeats.
            await trainer.Client.SendAsync(
                TinkerCall.Post("an end", "unload_model", new UnloadModel(id.Model), TinkerJson.Default.UnloadModel), CancellationToken.None);
        }
    }

    private TinkerCall GradientCall(long number, Range part, GradientRequest request, double[] weights, DatumWriter writer)
    {
        var (start, length) = part.GetOffsetAndLength(request.Datums.Count);
        var body = new ForwardBackward(
            new ForwardBackwardInput(
                [.. Enumerable.Range(start, length).Select(i => writer.Write(request.Datums[i], request.Loss.Loss, weights[i]))],
                PolicyLosses.Names.NameOf(request.Loss.Loss), LossSettings.Of(request.Loss)),
            id.Model, number);
        const string Name = "a gradient", Path = "forward_backward";
        var call = trainer.Options.Wire == TinkerWire.Json
            ? Call(Name, Path, body, TinkerJson.Default.ForwardBackward)
            : new TinkerCall(Name, HttpMethod.Post, Path, ProtoGradient.Write(body)) { SessionId = Id, ContentType = TinkerCall.Protobuf };
        return call with { IsNumbered = true };
    }

    private TinkerCall Call<T>(string name, string path, T body, JsonTypeInfo<T> type) =>
        TinkerCall.Post(name, path, body, type) with { SessionId = Id };

    /// <summary>
    /// A request that was taken and failed would fail again under its number, and the model is not what it should be: it is given up.
    /// </summary>
    private async Task<T> CarryOutAsync<T>(Func<Task<T>> work)
    {
        RequireAlive();
        try
        {
            var done = await work();
            _isProven = true;
            return done;
        }
        catch (TrainerSessionLostException)
        {
            GiveUp();
            throw;
        }
        catch (RequestFailedException failure)
        {
            GiveUp();
            if (!_isProven)
            {
                // Servers go on to take requests of a model that they have unloaded, which fail.
                throw new TrainerSessionLostException(TinkerTrainer.TrainerName, Id);
            }

            throw TinkerErrors.Refused(
                $"{failure.Message}; its session is given up: started again, the training goes on from its last saved state", failure);
        }
    }
}
