namespace Cer.Host.Doctor;

/// <summary>What a check of an installation found, and how to mend it; a finding without a mend is good.</summary>
internal sealed record Finding(string Found, string? Mend = null)
{
    public override string ToString() => Mend is null ? $"ok     {Found}" : $"FAULT  {Found}\n       mend: {Mend}";
}
