namespace NetDaemon.AppModel;

/// <summary>Marks a class as an app.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NetDaemonAppAttribute : Attribute
{
    public string? Id { get; init; }
}
