namespace Cer.Host.Homes.Mapping;

/// <summary>What is wrong with a meter.</summary>
internal sealed record MappingProblem(string Key, string It, string En);
