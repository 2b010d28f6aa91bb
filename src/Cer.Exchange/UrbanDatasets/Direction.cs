namespace Cer.Exchange.UrbanDatasets;

/// <summary>Which way the energy of a property went.</summary>
internal enum Direction
{
    Injected,
    Withdrawn,
    Produced,
}
