namespace Cer.Operations.Intake;

/// <summary>By which door a message came in.</summary>
public enum IntakeSource
{
    Rest,
    File,
    Mqtt,
    Csv,

    /// <summary>Entered by a person of the staff, with a reason.</summary>
    Person,

    /// <summary>A distributor's curve file, brought by a person of the staff.</summary>
    Distributor,

    /// <summary>A frame of a meter, from the local door of a Chain 2 device.</summary>
    Chain2Gate,

    /// <summary>A value that a person of the staff corrected, with a reason.</summary>
    Correction,
}
