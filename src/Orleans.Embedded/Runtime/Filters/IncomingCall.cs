using System.Reflection;

namespace Orleans.Runtime;

internal sealed class IncomingCall(
    Request request, object grain, IGrainContext? context, IIncomingGrainCallFilter[] filters)
    : FilteredCall(request, filters.Length), IIncomingGrainCallContext
{
    public override object Grain => grain;

    public IGrainContext TargetContext => context ?? throw new InvalidOperationException("An observer has no grain context.");

    public MethodInfo ImplementationMethod
    {
        get
        {
            // Ticks and the steps of a stream are not methods of the grain.
            if (!InterfaceMethod.DeclaringType!.IsInstanceOfType(grain))
            {
                return InterfaceMethod;
            }

            var map = grain.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override async Task InvokeTarget()
    {
        if (Request.TryInvoke(grain) is { } running)
        {
            await running;
            Request.Take(running);
        }
    }
}
