using System.CommandLine;
using Cer.Host;
using Cer.Host.Addon;
using Cer.Host.Auditing;
using Cer.Host.Backup;
using Cer.Host.Checking;
using Cer.Host.Dashboards;
using Cer.Host.Data;
using Cer.Host.Demo;
using Cer.Host.Devices;
using Cer.Host.Doctor;
using Cer.Host.Documents;
using Cer.Host.Homes;
using Cer.Host.Import;
using Cer.Host.Keeping;
using Cer.Host.Mail;
using Cer.Host.Market;
using Cer.Host.Mqtt;
using Cer.Host.People;
using Cer.Host.Quarantine;
using Cer.Host.Sandbox;
using Cer.Host.Series;
using Cer.Host.Serve;
using Cer.Host.Settle;
using Cer.Host.Truth;
using Cer.Host.Workflows;

var root = new RootCommand("CerAutomation: a renewable energy community, from the meter to the euro.")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    DemoCommand.Create(),
    AccountCommand.Create(),
    DeviceCommand.Create(),
    NodeCommand.Create(),
    LegalCommand.Create(),
    PersonCommand.Create(),
    ImportCommand.Create(),
    PricesCommand.Create(),
    InfluxCommand.Create(),
    HomeCommand.Create(),
    SettleCommand.Create(),
    ExportCommand.Create(),
    ReportCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    QuarantineCommand.Create(),
    ReadingsCommand.Create(),
    PrecedenceCommand.Create(),
    ConsentCommand.Create(),
    RetentionCommand.Create(),
    MailCommand.Create(),
    WorkflowCommand.Create(),
    DashboardsCommand.Create(),
    AuditCommand.Create(),
    SandboxCommand.Create(),
    DoctorCommand.Create(),
    AddonCommand.Create(),
};
// A value that begins with @ is one of ours, such as --input @FILE: it is no file with further arguments.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    return ExitCodes.WrongInput;
}

return await parsed.InvokeAsync();
