namespace Cer.Host.Sandbox;

/// <summary>What every page and every answer of the sandbox says of itself.</summary>
internal static class SandboxWords
{
    public const string Notice =
        "SANDBOX di CerAutomation: questo NON è il GSE e NON è ARERA. Nulla di quanto è inviato qui ha valore."
        + " This is NOT GSE and NOT ARERA.";
}
