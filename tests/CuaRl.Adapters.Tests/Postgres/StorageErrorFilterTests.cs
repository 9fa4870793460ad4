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
            () => _filter.Invoke(Call<IIncomingGrainCallContext>(failure)));

        Assert.Equal("the disk is full", error.Cause);
        Assert.Null(error.InnerException);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _filter.Invoke(Call<IOutgoingGrainCallContext>(failure)));
    }

    [Fact]
    public async Task Invoke_GateIsClosed_GivesItsReason()
    {
        var failure = new OrleansException("Error from storage provider", new StorageUnavailableException("the lock is lost"));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => _filter.Invoke(Call<IIncomingGrainCallContext>(failure)));

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
            Assert.Same(other, await Record.ExceptionAsync(() => _filter.Invoke(Call<IIncomingGrainCallContext>(other))));
        }
    }

    private static TContext Call<TContext>(Exception failure)
        where TContext : class
    {
        var call = DispatchProxy.Create<TContext, FailingCall>();
        ((FailingCall)(object)call).Failure = failure;
        return call;
    }

    /// <summary>A call that fails, whatever else an engine's context may offer.</summary>
    public class FailingCall : DispatchProxy
    {
        internal Exception? Failure { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IGrainCallContext.Invoke) => Task.FromException(Failure!),
            "get_InterfaceName" or "get_MethodName" => "name",
            _ => throw new InvalidOperationException($"The filter asks for {targetMethod.Name}.", Failure),
        };
    }
}
