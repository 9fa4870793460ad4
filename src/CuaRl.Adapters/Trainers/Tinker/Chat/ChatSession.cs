using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Core.Policies;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Chat;

/// <summary>A model that is only looked at, by the OpenAI-compatible route: the base model, or weights that were saved to sample from.</summary>
internal sealed class ChatSession(TinkerFutures futures, string baseModel, ChatPrompt prompt) : ITrainerSession
{
    private string _model = baseModel;

    public string Id => PromptStyles.Chat;

    public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
        Task.FromException<GradientResult>(NoTokens());

    public Task<IReadOnlyDictionary<string, double>> StepAsync(long sequence, AdamSettings settings, CancellationToken cancellationToken) =>
        Task.FromException<IReadOnlyDictionary<string, double>>(NoTokens());

    public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken)
    {
        _model = TinkerPath.IsSaved(path)
            ? path
            : throw TinkerErrors.Refused($"'{path}' is no path of saved weights, such as tinker://RUN/sampler_weights/000010");
        return Task.CompletedTask;
    }

    public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) => Task.FromException<string>(NoTokens());

    public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) => Task.FromResult(_model);

    public Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<IPolicySampler>(new ChatSampler(futures, path, prompt));

    public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
        Task.FromException<WarmStartResult>(NoTokens());

    public ValueTask DisposeAsync() => default;

    public static TrainerRefusedException NoTokens() => TinkerErrors.Refused(
        $"the renderer {PromptStyles.Chat} gives no tokens, without which nothing can be trained; give another one, or baseline_only");
}
