namespace Cer.Host.Dossiers;

/// <summary>The revision that a declaration became.</summary>
internal sealed record DossierKept(int Revision);
