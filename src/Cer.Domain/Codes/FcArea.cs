namespace Cer.Domain.Codes;

/// <summary>Geographic area of the photovoltaic correction FC and of the hours H of the advance.</summary>
public enum FcArea
{
    Nord,
    Centro,
    Sud,
}
