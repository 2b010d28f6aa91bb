namespace Cer.Domain.Codes;

/// <summary>Voltage of a connection: low (LV, bassa tensione) or medium (MV, media tensione).</summary>
public enum Voltage
{
    Low,
    Medium,
}
