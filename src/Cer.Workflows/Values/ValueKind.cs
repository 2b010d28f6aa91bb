namespace Cer.Workflows.Values;

/// <summary>What a value is turned into before an activity sees it.</summary>
public enum ValueKind
{
    /// <summary>Anything, as it is: also what an unknown type name means.</summary>
    Object,
    Text,
    Flag,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    Decimal,
    Guid,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    Bytes,
    Json,
    List,
    Dictionary,
}
