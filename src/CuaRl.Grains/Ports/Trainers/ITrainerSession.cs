using CuaRl.Core.Policies;

namespace CuaRl.Grains.Ports;

/// <summary>
/// A model in training. Requests that change it or save it carry a sequence number, greater than every one before: a request of
/// a number that was answered gets the first answer, so that one whose answer was lost can be sent again. One caller at a time.
/// Beside what each method names, all throw <see cref="TrainerUnavailableException"/> when the trainer cannot be asked now, <see
/// cref="TrainerRefusedException"/> when it refuses, and <see cref="TrainerSessionLostException"/> when the model in training is gone.
/// </summary>
public interface ITrainerSession : IAsyncDisposable
{
    /// <summary>What it is found again by.</summary>
    string Id { get; }

    /// <summary>
    /// Adds the gradient of a loss over datums to the one that the next step takes. It may take more numbers than one: the next request's
    /// comes after <see cref="GradientResult.Numbers"/> of them.
    /// </summary>
    Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken);

    /// <summary>Takes an optimizer step with the gradient so far, which is zero then.</summary>
    /// <returns>Metrics by name, such as <c>optim/grad_norm</c>.</returns>
    Task<IReadOnlyDictionary<string, double>> StepAsync(long sequence, AdamSettings settings, CancellationToken cancellationToken);

    /// <summary>Becomes what was saved.</summary>
    /// <param name="sequence">The number of the request.</param>
    /// <param name="path">What <see cref="SaveStateAsync"/> gave.</param>
    /// <param name="withOptimizer">False to take the weights only, with an optimizer before its first step.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrainerRefusedException">There is no such state, or it is of a model of another shape.</exception>
    Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken);

    /// <summary>Saves weights and optimizer, durably, to go on from.</summary>
    /// <returns>The path; the same for the same name.</returns>
    Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken);

    /// <summary>Fixes the weights as they are now, to sample from.</summary>
    /// <param name="sequence">The number of the request.</param>
    /// <param name="name">The name.</param>
    /// <param name="isKept">True to save them durably, false for as long as the session lives.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The path; the same for the same name.</returns>
    Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken);

    /// <summary>What samples from weights that were fixed. It is safe for many callers at once.</summary>
    /// <param name="path">What <see cref="SaveSamplerAsync"/> gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrainerRefusedException">There are no such weights.</exception>
    Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Learns from demonstrations of tasks before the first step, until just before sampled success passes a limit; what comes out
    /// follows from the request alone.
    /// </summary>
    /// <exception cref="TrainerRefusedException">It does not do that.</exception>
    Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken);
}
