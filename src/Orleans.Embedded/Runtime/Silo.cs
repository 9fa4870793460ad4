using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Orleans.Runtime;

/// <summary>The activations of one process, and the way calls find them.</summary>
internal sealed partial class Silo : IDisposable
{
    private static int _generations;

    private readonly ConcurrentDictionary<GrainId, CallTarget> _directory = new();
    private readonly IdleCollector _collector;
    private readonly Watchdog _watchdog;
    private readonly double _timestampsPerTick;
    private volatile SiloStatus _status;

    public Silo(IServiceProvider services, CallSender sender, GrainCatalog catalog, TimeProvider time, ILogger<Silo> log)
    {
        Address = new(services.GetService<IHostEnvironment>()?.ApplicationName ?? "silo", Interlocked.Increment(ref _generations));
        Services = services;
        Sender = sender;
        Time = time;
        Log = log;
        Filters = new(services.GetServices<IIncomingGrainCallFilter>());
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Catalog = catalog;
        Simulation = services.GetRequiredService<IOptions<EmbeddedOptions>>().Value.Simulation;
        Clock = Simulation?.Time ?? TimeProvider.System;
        Simulation?.Silo = this;
        _timestampsPerTick = Clock.TimestampFrequency / (double)TimeSpan.TicksPerSecond;
        _watchdog = new(Clock, OnExpired);
        _collector = new(time, Collection.CollectionQuantum, AllActivations);
    }

    private enum SiloStatus
    {
        Running,
        Stopping,
        Dead,
    }

    public SiloAddress Address { get; }

    public IServiceProvider Services { get; }

    public GrainCatalog Catalog { get; }

    public CallSender Sender { get; }

    /// <summary>For timers, idleness and everything else that grains see.</summary>
    public TimeProvider Time { get; }

    /// <summary>For response timeouts: real time, whatever clock a test gives the grains.</summary>
    public TimeProvider Clock { get; }

    public ILogger Log { get; }

    /// <summary>Null in life.</summary>
    public Simulation? Simulation { get; }

    public IncomingFilters Filters { get; }

    public GrainCollectionOptions Collection { get; }

    /// <summary>Killed: no turn of its activations runs any more.</summary>
    public bool IsDead => _status == SiloStatus.Dead;

    public long DeadlineAfter(TimeSpan timeout) => timeout == Timeout.InfiniteTimeSpan
        ? long.MaxValue
        : Clock.GetTimestamp() + (long)(timeout.Ticks * _timestampsPerTick);

    /// <summary>Hands the call to its target, which is made if need be.</summary>
    public void Route(Request request)
    {
        if (Simulation is null)
        {
            Deliver(request);
        }
        else
        {
            SendInto(Simulation, request);
        }

        if (request.IsOneWay)
        {
            request.AnswerAtOnce();
        }
    }

    /// <summary>At the end of the line, so that callers are served in the order they came.</summary>
    public void Schedule(IThreadPoolWorkItem turns)
    {
        if (Simulation is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: false);
        }
        else
        {
            Simulation.Schedule(turns);
        }
    }

    public void Forget(GrainId id, CallTarget target) => _directory.TryRemove(new(id, target));

    public bool TryGetActivation(GrainId id, out Activation? activation)
    {
        activation = _directory.TryGetValue(id, out var target) ? target as Activation : null;
        return activation is not null;
    }

    /// <summary>Deactivates everything, then ends; what has not ended when the token is cancelled is abandoned.</summary>
    public async Task Stop(CancellationToken token)
    {
        _status = SiloStatus.Stopping;
        var deactivated = AllActivations().Select(activation =>
        {
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops."), token);
            return activation.Deactivated;
        }).ToArray();
        await Task.WhenAll(deactivated).WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Kill();
    }

    /// <summary>Ends as a crash would: no turn runs any more, nothing is deactivated, callers that wait are told.</summary>
    public void Kill()
    {
        _status = SiloStatus.Dead;
        var reason = new SiloUnavailableException("The silo has ended; whether the call ran is not known.");
        foreach (var (id, target) in _directory)
        {
            _directory.TryRemove(new(id, target));
            target.Abandon(reason);
        }
    }

    public void Dispose()
    {
        Kill();
        _watchdog.Dispose();
        _collector.Dispose();
    }

    private IEnumerable<Activation> AllActivations() => _directory.Values.SelectMany<CallTarget, Activation>(target =>
        target switch
        {
            Activation activation => [activation],
            StatelessWorkers workers => workers.Workers,
            _ => [],
        });

    // Apart from its caller, whose every call would otherwise pay for the closure.
    private void SendInto(Simulation simulation, Request request) => simulation.Send(request, () => Deliver(request));

    private void Deliver(Request request)
    {
        try
        {
            if (_status != SiloStatus.Running && request.Source is null)
            {
                throw new SiloUnavailableException($"The silo is stopping and no longer takes {request}.");
            }

            var reference = request.Target;
            var target = Simulation is null ? reference.LastTarget : Simulation.StrayFor(reference.GrainId);
            while (target is null || !target.TryAccept(request))
            {
                // A dead silo's observers take nothing, however often they are found.
                if (IsDead)
                {
                    throw new SiloUnavailableException($"The silo has ended and no longer takes {request}.");
                }

                target = Find(reference, request);
                reference.LastTarget = target;
            }

            if (target.BeginWatch())
            {
                _watchdog.Watch(target);
            }
        }
        catch (Exception exception) when (exception is OrleansException or ArgumentException)
        {
            request.Fail(exception);
        }
    }

    private CallTarget Find(GrainReference reference, Request request)
    {
        if (reference.Shape.IsObserver)
        {
            return reference.Sender.Observers.Find(this, reference.GrainId);
        }

        if (_directory.TryGetValue(reference.GrainId, out var target))
        {
            return target;
        }

        if (_status != SiloStatus.Running)
        {
            throw new SiloUnavailableException($"The silo is stopping and makes no activation for {request}.");
        }

        var grainClass = Catalog.ClassOf(reference.GrainId.Type);
        return _directory.GetOrAdd(
            reference.GrainId,
            static (id, made) => made.grainClass.MaxWorkers > 0
                ? new StatelessWorkers(made.silo, made.grainClass, id)
                : new Activation(made.silo, made.grainClass, id),
            (silo: this, grainClass));
    }

    private void OnExpired(Request request)
    {
        var failure = new TimeoutException(
            $"No answer within {request.Timeout} to {request}. The call may still run.");
        if (request.Fail(failure))
        {
            LogTimeout(Log, request, request.Timeout);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No response to {Request} in {Timeout}")]
    private static partial void LogTimeout(ILogger logger, Request request, TimeSpan timeout);
}
