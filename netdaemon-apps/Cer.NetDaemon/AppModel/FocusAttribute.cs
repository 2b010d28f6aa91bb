namespace NetDaemon.AppModel;

/// <summary>While any app carries it, only those that do are run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FocusAttribute : Attribute;
