using Cer.Domain;
using Cer.Operations.Demo.Loads;

namespace Cer.Operations.Demo;

/// <summary>A point of delivery of the invented town, and what is behind its meter.</summary>
internal sealed record DemoPoint(Pod Pod, Load Load, Roof? Roof = null)
{
    /// <summary>The user device that listens to its exchange meter.</summary>
    public string Device => $"c2g-0DE{Pod.Code[^6..]}";

    /// <summary>The one that listens to its production meter, which a point with a roof has.</summary>
    public string ProductionDevice => $"c2g-0DF{Pod.Code[^6..]}";
}
