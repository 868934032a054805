/** A product that the demo account has one of, so that each product root shows something real. */
export interface ShownProduct {
  readonly family: string
  readonly serviceType: string
  /** The service's name, in the form that OVH gives it. */
  readonly name: string
  /** Euros, net of tax; a year costs ten months. */
  readonly monthly: string
}

const table: readonly (readonly [family: string, serviceType: string, name: string, monthly: string])[] = [
  ['allDom', 'AllDom', 'alldom-example', '4.00'],
  ['analytics/platforms', 'Analytics platform', 'analytics-ab12345-1', '49.00'],
  ['caas/containers', 'Containers', 'containers-ab12345-1', '7.00'],
  ['caas/registry', 'Container registry', 'registry-ab12345-1', '5.00'],
  ['cdn/dedicated', 'CDN infrastructure', 'cdn-46.105.198.1-1', '9.99'],
  ['cdn/website', 'CDN for websites', 'cdnwebsite-ab12345-1', '3.99'],
  ['cdn/webstorage', 'CDN storage', 'webstorage-ab12345-1', '4.99'],
  ['cloud/project', 'Public Cloud project', '5f1c2a8e9d0b4c3fa7e6d5c4b3a29180', '1.00'],
  ['cluster/hadoop', 'Hadoop cluster', 'hadoop-ab12345-1', '120.00'],
  ['dbaas/logs', 'Logs Data Platform', 'ldp-ab-12345', '19.99'],
  ['dbaas/queue', 'Queue as a service', 'queue-ab12345-1', '6.00'],
  ['dbaas/timeseries', 'Time series', 'timeseries-ab12345-1', '8.00'],
  ['dedicated/anthos/tenants', 'Hosted Private Cloud Anthos', 'anthos-ab12345-1', '990.00'],
  ['dedicated/ceph', 'Cloud Disk Array', 'ceph-ab12345-1', '75.00'],
  ['dedicated/cluster', 'Dedicated cluster', 'cluster-ab12345-1', '310.00'],
  ['dedicated/housing', 'Housing bay', 'bay-ab12345-1', '450.00'],
  ['dedicated/nas', 'NAS', 'nas-000123', '15.00'],
  ['dedicatedCloud', 'Hosted Private Cloud', 'pcc-192-0-2-10', '620.00'],
  ['deskaas', 'Desktop as a service', 'deskaas-ab12345-1', '12.00'],
  ['email/domain', 'MX Plan', 'example.ovh', '0.99'],
  ['email/exchange/service', 'Hosted Exchange', 'hosted-ab12345-1', '2.99'],
  ['email/pro', 'Email Pro', 'emailpro-ab12345-1', '1.50'],
  ['freefax', 'Freefax', '0033972100001', '1.20'],
  ['horizonView', 'Horizon View', 'horizonview-ab12345-1', '55.00'],
  ['hosting/privateDatabase', 'Web Cloud Database', 'db12345-001', '3.99'],
  ['hosting/reseller', 'Reseller hosting', 'reseller-ab12345-1', '14.99'],
  ['hpcspot', 'HPC spot', 'hpcspot-ab12345-1', '20.00'],
  ['ip/service', 'Additional IP', 'ip-192.0.2.20', '1.50'],
  ['ipLoadbalancing', 'Load Balancer Pack 1', 'loadbalancer-5f1c2a8e', '17.99'],
  ['kube', 'Managed Kubernetes', 'kube-ab12345-1', '10.00'],
  ['license/cloudLinux', 'CloudLinux licence', 'cloudlinux-192.0.2.30', '12.99'],
  ['license/cpanel', 'cPanel licence', 'cpanel-192.0.2.31', '24.99'],
  ['license/directadmin', 'DirectAdmin licence', 'directadmin-192.0.2.32', '9.99'],
  ['license/office', 'Microsoft 365 Business', 'office-ab12345-1', '10.50'],
  ['license/officePrepaid', 'Microsoft 365 prepaid', 'officeprepaid-ab12345-1', '9.50'],
  ['license/plesk', 'Plesk licence', 'plesk-192.0.2.33', '10.99'],
  ['license/redhat', 'Red Hat licence', 'redhat-192.0.2.34', '31.00'],
  ['license/sqlserver', 'SQL Server licence', 'sqlserver-192.0.2.35', '140.00'],
  ['license/virtuozzo', 'Virtuozzo licence', 'virtuozzo-192.0.2.36', '18.00'],
  ['license/windows', 'Windows Server licence', 'windows-192.0.2.37', '22.00'],
  ['license/worklight', 'Worklight licence', 'worklight-192.0.2.38', '16.00'],
  ['metrics', 'Metrics Data Platform', 'metrics-ab12345-1', '8.99'],
  ['msServices/sharepoint', 'SharePoint', 'sharepoint.example.ovh', '6.99'],
  ['nutanix', 'Nutanix cluster', 'nutanix-ab12345-1', '1890.00'],
  ['overTheBox', 'OverTheBox', 'overthebox.ab12345.1', '9.99'],
  ['ovhCloudConnect', 'OVHcloud Connect', '0c3b9a52-6f1d-4e8b-9a7c-1f2e3d4c5b6a', '69.99'],
  ['pack/siptrunk', 'SIP trunk pack', 'siptrunk-ab12345-1', '11.99'],
  ['pack/xdsl', 'Internet pack', 'xdslpack-ab12345-1', '34.99'],
  ['router', 'Virtual router', 'router-rbx-1-ab', '29.00'],
  ['saas/csp2', 'Microsoft CSP', 'csp2-ab12345-1', '5.10'],
  ['sms/virtualNumbers', 'Virtual number for SMS', '0033743590001', '10.00'],
  ['ssl', 'SSL certificate', 'ssl-example.ovh-1', '4.17'],
  ['sslGateway', 'SSL Gateway', 'sslgateway-ab12345-1', '3.00'],
  ['stack/mis', 'Managed infrastructure', 'mis-ab12345-1', '200.00'],
  ['storage/netapp', 'Enterprise File Storage', '7d2f4b61-3c9e-4a05-8b1f-5e6a7c8d9f00', '180.00'],
  ['telephony', 'Telephony group', 'ab12345-ovh-1', '0.50'],
  ['telephony/aliases', 'Alias number', '0033972100010', '1.00'],
  ['telephony/lines', 'VoIP line', '0033972100020', '9.99'],
  ['telephony/spare', 'Spare phone', '00908f0a1b2c', '0.80'],
  ['telephony/trunks', 'SIP trunk', '0033972100030', '14.99'],
  ['veeam/veeamEnterprise', 'Veeam Enterprise Plus', 'veeamenterprise-ab12345-1', '18.50'],
  ['veeamCloudConnect', 'Veeam Cloud Connect', 'veeamcc-ab12345-1', '25.00'],
  ['vip', 'VIP support', 'vip-ab12345-1', '60.00'],
  ['webPaaS/subscription', 'Web PaaS', 'webpaas-ab12345-1', '15.90'],
  ['xdsl', 'Internet access', 'xdsl-ab12345-1', '29.99'],
  ['xdsl/spare', 'Spare modem', '44e9dd0a1b2c', '1.10'],
]

/** One product of each family that has no part of its own in the demo (demo-services.ts has the others). */
export const showcase: readonly ShownProduct[] = table.map(([family, serviceType, name, monthly]) => {
  return { family, serviceType, name, monthly }
})
