namespace Cer.Workflows.Hosting;

/// <summary>An owner of an instance came too late: somebody else has taken it.</summary>
public sealed class LeaseLostException(InstanceKey key)
    : Exception($"Found the instance '{key.Id}' with another owner, expected to hold it still: nothing was written.");
