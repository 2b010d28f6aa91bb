namespace Cer.Operations.Ports;

/// <summary>The body that people joined; it may hold several configurations, each under its primary substation.</summary>
/// <param name="Code">Short name: lower-case letters, digits, hyphen, underscore.</param>
/// <param name="Name">Its name.</param>
/// <param name="Configurations">Its configurations, by code.</param>
public sealed record LegalCommunity(string Code, string Name, IReadOnlyList<CommunitySummary> Configurations);
