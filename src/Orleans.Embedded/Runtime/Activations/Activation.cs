using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>One activation of a grain: its identity, and what it holds for the grain.</summary>
internal sealed partial class Activation : CallRunner, IGrainContext
{
    private readonly Lock _gate = new();
    private readonly GrainClass _class;
    private readonly AsyncServiceScope _scope;
    private GrainLifecycle? _lifecycle;
    private TaskCompletionSource? _deactivated;
    private List<Guid>? _sections;
    private HashSet<GrainTimer>? _timers;
    private Enumerations? _enumerations;

    /// <param name="silo">The silo.</param>
    /// <param name="grainClass">The class of the grain.</param>
    /// <param name="id">Its identity.</param>
    /// <param name="owner">The pool of a stateless worker.</param>
    public Activation(Silo silo, GrainClass grainClass, GrainId id, StatelessWorkers? owner = null) : base(silo)
    {
        _class = grainClass;
        _owner = owner;
        GrainId = id;
        Scheduler = new(this);
        _scope = silo.Services.CreateAsyncScope();
        _scope.ServiceProvider.GetRequiredService<ScopeOwner>().Activation = this;
    }

    public GrainId GrainId { get; }

    public GrainClass Class => _class;

    public ActivationScheduler Scheduler { get; }

    public GrainReference GrainReference => field ??= InterfaceInfo.Of(_class.Interfaces[0]).CreateReference(GrainId, Silo.Sender);

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new();

    public Task Deactivated
    {
        get
        {
            lock (_gate)
            {
                return (_deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    public Enumerations Enumerations => _enumerations ??= new(this);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => base.GetHashCode();

    public override string ToString() => $"[{GrainId} {_state}]";

    public void EnterReentrantSection(Guid id)
    {
        lock (_gate)
        {
            (_sections ??= []).Add(id);
            _examined = null;
        }
    }

    public void LeaveReentrantSection(Guid id)
    {
        lock (_gate)
        {
            _sections?.Remove(id);
        }
    }

    public void Add(GrainTimer timer)
    {
        lock (_gate)
        {
            (_timers ??= []).Add(timer);
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers?.Remove(timer);
        }
    }

    private GrainTimer[] TakeTimers()
    {
        lock (_gate)
        {
            GrainTimer[] timers = _timers is null ? [] : [.. _timers];
            _timers = null;
            return timers;
        }
    }
}
