namespace Orleans.Runtime;

public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}
