using System.Reflection;
using CuaRl.Adapters.Postgres.Errors;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Storage;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class StorageErrorFilterTests
{
    private readonly StorageErrorFilter _filter = new(NullLogger<StorageErrorFilter>.Instance);

    [Fact]
    public async Task Invoke_ProviderFailureInAWrapper_BecomesOursWithoutIt()
    {
        var failure = new OrleansException(
            "Error from storage provider", new PostgresException("disk", "ERROR", "ERROR", PostgresErrorCodes.DiskFull));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => _filter.Invoke((IIncomingGrainCallContext)new Call(failure)));

        Assert.Equal("the disk is full", error.Cause);
        Assert.Null(error.InnerException);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _filter.Invoke((IOutgoingGrainCallContext)new Call(failure)));
    }

    [Fact]
    public async Task Invoke_GateIsClosed_GivesItsReason()
    {
        var failure = new OrleansException("Error from storage provider", new StorageUnavailableException("the lock is lost"));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => _filter.Invoke((IIncomingGrainCallContext)new Call(failure)));

        Assert.Equal("the lock is lost", error.Cause);
    }

    [Fact]
    public async Task Invoke_AnythingElse_PassesAsItIs()
    {
        Exception[] others =
        [
            new InconsistentStateException("version"), new NotFoundException("simulation", "x"), new InvalidOperationException(),
            new TimeoutException(),
        ];

        foreach (var other in others)
        {
            Assert.Same(other, await Record.ExceptionAsync(() => _filter.Invoke((IIncomingGrainCallContext)new Call(other))));
        }
    }

    private sealed class Call(Exception failure) : IIncomingGrainCallContext, IOutgoingGrainCallContext
    {
        public object Grain => this;

        public GrainId? SourceId => null;

        public GrainId TargetId => default;

        public string InterfaceName => "ISimulationGrain";

        public string MethodName => "Create";

        public MethodInfo InterfaceMethod => throw failure;

        public MethodInfo ImplementationMethod => throw failure;

        public IGrainContext TargetContext => throw failure;

        public IGrainContext? SourceContext => null;

        public object? Result { get; set; }

        public Task Invoke() => Task.FromException(failure);
    }
}
