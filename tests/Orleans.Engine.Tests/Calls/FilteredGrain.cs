using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int number);

    Task<int> TwiceByAnother(string other, int number);
}

internal sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    private string Key => this.GetPrimaryKeyString();

    public Task<int> Twice(int number)
    {
        Diary.Add(Key, "grain");
        return Task.FromResult(number * 2);
    }

    public Task<int> TwiceByAnother(string other, int number) => GrainFactory.GetGrain<IFilteredGrain>(other).Twice(number);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        Diary.Add(Key, $"grain filter {context.ImplementationMethod.DeclaringType!.Name}.{context.ImplementationMethod.Name}");
        return context.Invoke();
    }
}
