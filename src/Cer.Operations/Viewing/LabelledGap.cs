using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>A gap, with the last four characters of its point's code and the code of its unit.</summary>
public sealed record LabelledGap(Gap Gap, string Label, string? Unit);
