namespace Cer.Operations.Demo;

/// <summary>An UrbanDataset that the invented cloud sends: its names and the energies that it tells.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Energies">The energies of a line, each followed by its total.</param>
internal sealed record DemoDataset(string Id, string Name, params string[] Energies)
{
    /// <summary>The sender: producer of each message.</summary>
    public const string Solution = "CerMaglianoDemo-1";

    private const string Ontology =
        "https://smartcityplatform.enea.it/specification/semantic/2.0/ontology/scps-ontology-2.0.owl";

    /// <summary>Of exchange meters.</summary>
    public static readonly DemoDataset M1 = new(
        "M1ElectricUserDevice-2.0",
        "M1 Electric User Device",
        "WithdrawnActiveEnergy",
        "WithdrawnActiveEnergyReading",
        "FeedInActiveEnergy",
        "FeedInActiveEnergyReading");

    /// <summary>Of production meters.</summary>
    public static readonly DemoDataset M2 = new(
        "M2ElectricUserDevice-2.0", "M2 Electric User Device", "ProducedActiveEnergy", "ProducedActiveEnergyReading");

    /// <summary>The collaboration of its messages: with the time of one, its identity.</summary>
    public string Resource { get; } = $"SCP-1_{Solution}_{Id}_20240301000000";

    /// <summary>Its address in the ontology.</summary>
    public string Uri { get; } = $"{Ontology}#{Id[..Id.IndexOf('-', StringComparison.Ordinal)]}";
}
