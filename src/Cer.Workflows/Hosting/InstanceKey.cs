namespace Cer.Workflows.Hosting;

/// <summary>Which instance, and whose.</summary>
/// <param name="Tenant">Whose: definitions, events and instances of one tenant do not see another's.</param>
/// <param name="Id">Of the instance.</param>
public readonly record struct InstanceKey(int Tenant, string Id);
