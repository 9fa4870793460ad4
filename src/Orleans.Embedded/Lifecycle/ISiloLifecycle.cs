namespace Orleans.Runtime;

public interface ISiloLifecycle : ILifecycleObservable;
