using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using CuaRl.Grains.Ports;

namespace CuaRl.Benchmarks.Loop;

/// <summary>A part of the service that is watched while it is at work, and so are the parts that it makes.</summary>
internal static class WatchedPart
{
    public static T Around<T>(T inner, IdleWatch watch)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Begin(inner, watch);
        return proxy;
    }

    [SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it at run time.")]
    internal class Proxy : DispatchProxy
    {
        private object _inner = null!;
        private IdleWatch _watch = null!;

        public void Begin(object inner, IdleWatch watch) => (_inner, _watch) = (inner, watch);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _watch.Enter();
            var answer = targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
            if (answer is not Task work)
            {
                _watch.Leave();
                return answer is IEpisodeSampler episode ? Around(episode, _watch) : answer;
            }

            return work switch
            {
                Task<ITrainerSession> session => AroundAsync(session),
                Task<IPolicySampler> sampler => AroundAsync(sampler),
                Task<IEpisodeSampler> continued => AroundAsync(continued),
                _ => LeftAfter(work),
            };
        }

        private Task LeftAfter(Task work)
        {
            if (work.IsCompleted)
            {
                _watch.Leave();
            }
            else
            {
                work.ContinueWith(_ => _watch.Leave(), default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return work;
        }

        private async Task<T> AroundAsync<T>(Task<T> work)
            where T : class
        {
            await LeftAfter(work);
            return Around(await work, _watch);
        }
    }
}
