using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// One named state of one activation. Operations run one after the other, each starting in a turn of its own, so a
/// write takes what the state is then; writes that wait behind another become one, likewise clears.
/// </summary>
internal sealed partial class PersistentState<TState> : IPersistentState<TState>, ILifecycleObserver
{
    private readonly string _name;
    private readonly IGrainContext _context;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _record = new();
    private bool _hasState;
    private bool _isLoaded;
    private Operation? _last;

    public PersistentState(string name, IGrainContext context, IGrainStorage storage)
    {
        _name = name;
        _context = context;
        _storage = storage;
        context.ObservableLifecycle.Subscribe($"PersistentState {name}", GrainLifecycleStage.SetupState, this);
    }

    private enum Kind
    {
        Read,
        Write,
        Clear,
    }

    public TState State
    {
        get
        {
            CheckContext();
            return _record.State!;
        }

        set
        {
            CheckContext();
            _record.State = value;
            _hasState = true;
        }
    }

    public string? Etag => _record.ETag;

    public bool RecordExists =>
        _isLoaded ? _record.RecordExists : throw new InvalidOperationException("The record is read when the grain activates, which has not happened yet.");

    public Task OnStart(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.CompletedTask : ReadStateAsync(CancellationToken.None);

    public Task OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Enqueue(Kind.Read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Enqueue(Kind.Write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Enqueue(Kind.Clear, cancellationToken);

    private Task Enqueue(Kind kind, CancellationToken cancellationToken)
    {
        CheckContext();
        if (kind != Kind.Read
            && !cancellationToken.CanBeCanceled
            && _last is { HasStarted: false, Token.CanBeCanceled: false } waiting
            && waiting.Kind == kind)
        {
            return waiting.Completion;
        }

        var operation = new Operation(kind, cancellationToken);
        operation.Completion = Run(operation, _last);
        _last = operation;
        return operation.Completion;
    }

    private async Task Run(Operation operation, Operation? before)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            if (before is not null)
            {
                await before.Completion.ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            operation.HasStarted = true;

            // What just succeeded leaves nothing to read, and a cleared record nothing to clear.
            if (before is not { Completion.IsCompletedSuccessfully: true }
                || operation.Kind == Kind.Write
                || (operation.Kind == Kind.Clear && before.Kind != Kind.Clear))
            {
                await Carry(operation);
            }
        }
        finally
        {
            if (ReferenceEquals(_last, operation))
            {
                _last = null;
            }
        }
    }

    private async Task Carry(Operation operation)
    {
        if (!_hasState)
        {
            _record.State = NewState.Create<TState>();
            _hasState = true;
        }

        try
        {
            switch (operation.Kind)
            {
                case Kind.Read:
                    await _storage.ReadStateAsync(_name, _context.GrainId, _record, operation.Token);
                    _isLoaded = true;
                    break;
                case Kind.Write:
                    await _storage.WriteStateAsync(_name, _context.GrainId, _record, operation.Token);
                    break;
                default:
                    await _storage.ClearStateAsync(_name, _context.GrainId, _record, operation.Token);
                    break;
            }
        }
        catch (OperationCanceledException) when (operation.Token.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) // Whatever a provider throws is named after it; nothing is swallowed.
        {
            Fail(exception, operation.Kind);
        }
    }

    private void Fail(Exception exception, Kind kind)
    {
        var provider = _storage.GetType();
        var logger = _context.ActivationServices.GetRequiredService<ILoggerFactory>().CreateLogger(provider);
        LogFailed(logger, exception, provider.Name, _name, $"{kind}StateAsync", _context.GrainId);
        if (exception is OrleansException)
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        throw new OrleansException(
            $"{provider.Name} failed at {kind} of record {_name} of grain {_context.GrainId}: {exception}",
            exception);
    }

    private static void CheckContext()
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException(
                "A grain's record belongs to its activation: it was used from a thread outside any.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider}.{StateName}: {Operation} failed for grain {GrainId}")]
    private static partial void LogFailed(
        ILogger logger, Exception exception, string provider, string stateName, string operation, GrainId grainId);

    private sealed class Operation(Kind kind, CancellationToken token)
    {
        public Kind Kind => kind;

        public CancellationToken Token => token;

        public bool HasStarted { get; set; }

        public Task Completion { get; set; } = Task.CompletedTask;
    }
}
