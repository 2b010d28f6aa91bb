namespace Cer.Operations.Dashboards;

/// <summary>What a column of an answer holds.</summary>
public enum PanelFieldType
{
    /// <summary>Milliseconds since 1970, UTC.</summary>
    Time,
    Number,
    Text,
    Flag,
}
