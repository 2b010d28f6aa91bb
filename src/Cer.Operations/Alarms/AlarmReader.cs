using Cer.Operations.Mail;

namespace Cer.Operations.Alarms;

/// <summary>A person who wants a letter when an alarm is raised.</summary>
public sealed record AlarmReader(int Person, EmailAddress Address, string Language);
