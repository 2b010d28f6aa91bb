namespace Cer.Host.Homes.Mapping;

/// <summary>A quarter of an hour that a meter would have given.</summary>
internal sealed record TrialQuarter(string Start, decimal Kwh, string Quality);
