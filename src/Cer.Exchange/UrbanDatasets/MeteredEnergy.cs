namespace Cer.Exchange.UrbanDatasets;

/// <summary>The two properties of one direction: the energy of the period, and the total at its end.</summary>
internal sealed record MeteredEnergy(string Amount, string Total, Direction Direction);
